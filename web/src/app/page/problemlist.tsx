// All that the check found, in groups, each leading to its field.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import type { Problem } from "../api.ts";
import { hintOf, rankOf, shortClause, type Rank } from "../model/problems.ts";
import { useApp } from "./app.ts";
import { afterPress } from "./press.ts";

const groups: { rank: Rank; title: string; one: string }[] = [
  { rank: "error", title: "Phải sửa", one: "lỗi" },
  { rank: "missing", title: "Còn thiếu", one: "phần còn thiếu" },
  { rank: "warning", title: "Nên xem lại", one: "điều nên xem lại" },
];

/** How long after the last change the sum of problems is read out, in ms. */
const quiet = 1500;

export function ProblemList({ open, setOpen }: { open: boolean; setOpen: (open: boolean) => void }): JSX.Element {
  const { problems, fields } = useApp();
  const [list, setList] = useState(problems.list);
  const [lost, setLost] = useState(problems.lost);
  useLayoutEffect(() => problems.subscribe(() => afterPress(() => {
    setList(problems.list);
    setLost(problems.lost);
  })), [problems]);
  const counts = groups.map((g) => ({ ...g, found: list.filter((p) => rankOf(p) === g.rank) })).filter((g) => g.found.length > 0);
  const sum = lost ? "Chưa kiểm tra được văn bản như hiện nay" : !problems.current ? "Đang kiểm tra…" : counts.length === 0 ? "Không thấy lỗi thể thức" : counts.map((g) => `${g.found.length} ${g.one}`).join(", ");
  const [said, setSaid] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSaid(sum), quiet);
    return () => clearTimeout(timer);
  }, [sum]);
  const worst = counts[0]?.rank ?? (lost || !problems.current ? "missing" : "none");
  return (
    <section class="problems" id="kiem-tra" tabIndex={-1} aria-label="Kiểm tra thể thức">
      <button type="button" class={`problems-sum ${worst}`} aria-expanded={open} aria-controls="problem-list" onClick={() => setOpen(!open)}>
        <Sign rank={worst} />
        <span>{sum}</span>
        <span class="arrow" aria-hidden="true">{open ? "▾" : "▴"}</span>
      </button>
      <p class="sr" role="status">{said}</p>
      <div id="problem-list" hidden={!open}>
        {counts.length === 0 && !lost && problems.current && <p class="intro">Văn bản đủ các phần và đúng những gì chương trình kiểm tra được.</p>}
        {counts.map((g) => (
          <section key={g.rank}>
            <h3>{g.title} ({g.found.length})</h3>
            <ul>
              {g.found.map((p) => <Entry key={p.pointer + p.code} problem={p} go={fields.leads(p.pointer) ? () => fields.go(p.pointer) : undefined} />)}
            </ul>
          </section>
        ))}
      </div>
    </section>
  );
}

/** A sign beside the colour, for those who do not see the colour. */
function Sign({ rank }: { rank: Rank | "none" }): JSX.Element {
  return <span class={`sign ${rank}`} aria-hidden="true">{{ error: "!", missing: "…", warning: "?", none: "✓" }[rank]}</span>;
}

/** go is absent where no field leads to what is meant. */
function Entry({ problem, go }: { problem: Problem; go: (() => void) | undefined }): JSX.Element {
  const hint = problem.code === "required" ? "" : hintOf(problem);
  const cite = shortClause(problem.cite);
  return (
    <li class={rankOf(problem)}>
      {go === undefined ? problem.message : <a href="#noi-dung-chinh" onClick={(e) => {
        e.preventDefault();
        go();
      }}>{problem.message}</a>}
      {hint && <span class="help"> {hint}</span>}
      {cite && <span class="clause">{cite}</span>}
    </li>
  );
}
