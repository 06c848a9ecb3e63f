// Who is signed in, where the service wants that; and the way back to it when the session has ended. What is written stays in this browser meanwhile.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { answered, signedOut } from "../api.ts";

/** The part of the address behind # is the page's own and never goes to the service: it is kept here while somebody signs in. */
const kept = "vanban-return";

/** Comes back to what was open before signing in. To be called before the page looks at its address. */
export function comeBack(): void {
  try {
    const { path, hash } = JSON.parse(sessionStorage.getItem(kept) ?? "{}") as { path?: string; hash?: string };
    if (path !== location.pathname) return;
    sessionStorage.removeItem(kept);
    if (hash && location.hash === "") history.replaceState(null, "", hash);
  } catch {
    // Then the first page leads on.
  }
}

comeBack();

/** The name of the key that the service knows the clerk by; empty where it asks for none. */
export function keyName(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="vanban-key"]')?.content ?? "";
}

export function SignedIn(): JSX.Element | null {
  const name = keyName();
  if (name === "") return null;
  return (
    <form class="who" method="post" action="/dang-xuat">
      <span>Đang dùng khóa <strong>{name}</strong></span>
      <button type="submit" class="plain">Đăng xuất</button>
    </form>
  );
}

export function SignInAgain(): JSX.Element {
  const [out, setOut] = useState(false);
  useEffect(() => {
    const ended = (): void => setOut(true);
    const again = (): void => setOut(false);
    addEventListener(signedOut, ended);
    addEventListener(answered, again);
    return () => {
      removeEventListener(signedOut, ended);
      removeEventListener(answered, again);
    };
  }, []);
  return (
    <div role="alert">
      {out && (
        <div class="banner">
          <p>Phiên làm việc đã hết. Những gì đã viết vẫn được lưu trên máy này; đăng nhập lại để xem trang, kiểm tra và tải tệp.</p>
          <a class="button main" href={`/dang-nhap?tiep=${encodeURIComponent(location.pathname + location.search)}`} onClick={() => {
            try {
              sessionStorage.setItem(kept, JSON.stringify({ path: location.pathname, hash: location.hash }));
            } catch {
              // The first page lists all drafts.
            }
          }}>Đăng nhập lại</a>
        </div>
      )}
    </div>
  );
}
