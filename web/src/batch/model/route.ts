// The address after its #: a list and where one is with it, a batch of the service, or the start.

export const steps = [
  { key: "danh-sach", label: "Danh sách" },
  { key: "cot", label: "Các cột" },
  { key: "dong", label: "Từng dòng" },
  { key: "noi-dung", label: "Nội dung chung" },
  { key: "xem-thu", label: "Xem trước" },
  { key: "lam", label: "Làm và tải về" },
] as const;

export type Step = (typeof steps)[number]["key"];

export type Route = { at: "start" } | { at: "list"; id: string; step: Step } | { at: "batch"; id: string };

export function routeOf(hash: string): Route {
  const [first = "", second = ""] = hash.replace(/^#/, "").split("/");
  if (first === "") return { at: "start" };
  if (first === "dot") return { at: "batch", id: second };
  return { at: "list", id: first, step: steps.find((s) => s.key === second)?.key ?? "danh-sach" };
}

export function stepAddress(id: string, step: Step): string {
  return `#${id}/${step}`;
}

export function batchAddress(id: string): string {
  return `#dot/${id}`;
}

export function beside(step: Step, by: 1 | -1): Step | undefined {
  return steps[steps.findIndex((s) => s.key === step) + by]?.key;
}
