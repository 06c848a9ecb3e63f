/** Gives the browser a file to keep. */
export function download(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser may begin to read only after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A document as a file that can be opened again here. */
export function jsonFile(json: unknown): Blob {
  return new Blob([JSON.stringify(json, null, 2) + "\n"], { type: "application/json" });
}

/** A title as a file name, without signs that some system takes for something else. */
export function nameFor(title: string): string {
  const plain = title.replace(/[\\/:*?"<>|\p{Cc}]+/gu, " ").replace(/\s+/g, " ").trim().slice(0, 80);
  return `${plain || "van-ban"}.json`;
}
