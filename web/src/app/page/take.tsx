// Taking the files.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { type FileFormat, Refused, take, wordsOf } from "../api.ts";
import { useApp } from "./app.ts";
import { download } from "./download.ts";

const files: { format: FileFormat; label: string; says: string }[] = [
  { format: "docx", label: "Tải Word", says: "tệp Word" },
  { format: "pdf", label: "Tải PDF", says: "tệp PDF" },
  { format: "zip", label: "Cả hai", says: "tệp Word và PDF" },
];

/** tell says what became of it; refused is called when the document is not ready. */
export function Take({ tell, refused }: { tell: (words: string, bad: boolean) => void; refused: () => void }): JSX.Element {
  const { store, problems } = useApp();
  const [working, setWorking] = useState<FileFormat | undefined>(undefined);
  const get = async (format: FileFormat, says: string): Promise<void> => {
    if (working !== undefined) return;
    setWorking(format);
    const { document } = store;
    try {
      const { file, name } = await take(document, format);
      download(file, name);
      tell(`Đã tải ${says}: ${name}`, false);
    } catch (error) {
      problems.visitAll();
      if (error instanceof Refused && error.problems.length > 0) {
        // What was written meanwhile has been checked by itself.
        if (document === store.document) problems.replace(error.problems);
        const count = error.problems.filter((p) => p.severity === "error").length;
        tell(`Chưa tải được ${says}: văn bản còn ${count} chỗ phải bổ sung hoặc sửa. Xem danh sách và bấm vào từng dòng để đến chỗ đó.`, true);
        refused();
      } else tell(`Chưa tải được ${says}. ${wordsOf(error)}`, true);
    } finally {
      setWorking(undefined);
    }
  };
  return (
    <div class="take" role="group" aria-label="Tải về">
      {files.map(({ format, label, says }) => (
        <button key={format} type="button" class={format === "docx" ? "main" : "second"} aria-busy={working === format} onClick={() => void get(format, says)}>{label}</button>
      ))}
    </div>
  );
}
