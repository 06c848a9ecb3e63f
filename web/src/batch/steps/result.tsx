// A batch that was begun earlier, perhaps on another computer.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Work } from "./work.tsx";

export function Result({ id }: { id: string }): JSX.Element {
  useEffect(() => {
    document.title = "Một đợt – Hàng loạt";
    scrollTo(0, 0);
  }, []);
  return (
    <main id="noi-dung-chinh" class="batch" tabIndex={-1}>
      <p><a href="#">← Hàng loạt</a></p>
      <h1>Kết quả của đợt</h1>
      <Work id={id} />
    </main>
  );
}
