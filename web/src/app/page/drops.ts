// Files that are dropped beside the places for them.

/** Keeps the browser from opening such a file in place of the page, and what is written there. Text that is dragged goes where it is dropped. */
export function keepFilesOut(): () => void {
  const keep = (event: DragEvent): void => {
    // What has a place for files has said so.
    if (event.defaultPrevented || event.dataTransfer?.types.includes("Files") !== true) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "none";
  };
  document.addEventListener("dragover", keep);
  document.addEventListener("drop", keep);
  return () => {
    document.removeEventListener("dragover", keep);
    document.removeEventListener("drop", keep);
  };
}
