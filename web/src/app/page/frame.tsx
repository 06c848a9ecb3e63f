// What all pages have around them: the way past the header, its name and its links.
import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { nav, service } from "../nav.ts";
import { keepFilesOut } from "./drops.ts";
import { SignedIn, SignInAgain } from "./signin.tsx";

export function Frame({ here, children }: { here: string; children: ComponentChildren }): JSX.Element {
  useLayoutEffect(keepFilesOut, []); // from the first moment that there is something to drop a file on
  return (
    <>
      <a class="skip" href="#noi-dung-chinh" onClick={(e) => {
        // The address keeps its own fragment, which names the draft.
        e.preventDefault();
        document.getElementById("noi-dung-chinh")?.focus();
      }}>Đến nội dung chính</a>
      <header class="site">
        <a class="service" href="/">{service}</a>
        <nav aria-label="Các trang">
          <ul>
            {nav.map(({ href, label }) => <li key={href}><a href={href} aria-current={href === here ? "page" : href === "/" && here === "/soan" ? "true" : undefined}>{label}</a></li>)}
          </ul>
        </nav>
        <SignedIn />
      </header>
      <SignInAgain />
      {children}
    </>
  );
}

export function day(at: number): string {
  return new Intl.DateTimeFormat("vi-VN", { day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit" }).format(at);
}

export function time(at: number): string {
  return new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit" }).format(at);
}
