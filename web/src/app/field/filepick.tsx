// A choice of a file: a button in the words of the page, and the name of the file that was chosen. The browser's own would speak its language.
import type { JSX, Ref } from "preact";
import { useRef, useState } from "preact/hooks";

interface Props {
  /** Of the input; the label on the page names it with for and has this id with -label. */
  id: string;
  accept: string;
  /** Ids of what describes it. */
  describedby?: string;
  invalid?: boolean;
  disabled?: boolean;
  words?: string;
  button?: Ref<HTMLButtonElement>;
  pick: (file: File) => void;
}

export function FilePick({ id, accept, describedby, invalid = false, disabled = false, words = "Chọn tệp…", button, pick }: Props): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState("");
  return (
    <span class="file-pick">
      <button type="button" ref={button ?? null} id={`${id}-button`} class="second" aria-labelledby={`${id}-label ${id}-button`} aria-describedby={describedby} aria-invalid={invalid ? "true" : undefined} disabled={disabled}
        onClick={() => input.current?.click()}>{words}</button>
      <span class="file-name" role="status">{name !== "" && <><span class="sr">Tệp đã chọn: </span>{name}</>}</span>
      <input hidden id={id} ref={input} type="file" accept={accept} disabled={disabled} onChange={(e) => {
        const file = e.currentTarget.files?.[0];
        e.currentTarget.value = "";
        if (file === undefined) return;
        setName(file.name);
        pick(file);
      }} />
    </span>
  );
}
