// Batches as the service makes them: begun, watched, corrected, fetched.
import { call, own, post, type Problem, Refused } from "../../app/api.ts";
import type { JsonObject } from "../../app/model/json.ts";

export interface Batch {
  id: string;
  title: string;
  type: string;
  state: "queued" | "running" | "waiting" | "writing" | "done" | "cancelled" | "failed";
  reason?: string;
  revision: number;
  counts: { total: number; done: number; failed: number; warned: number; written?: number };
  rate?: number;
  seconds_left?: number;
  created: string;
  started?: string;
  finished?: string;
  expires: string;
  files: BatchFile[];
  withheld?: string;
  notes?: Problem[];
}

export interface BatchFile {
  name: string;
  bytes: number;
  url: string;
}

export interface MadeRow {
  row: number;
  name: string;
  status: "done" | "failed";
  revision: number;
  pages: number;
  patch?: JsonObject;
  problems: Problem[];
}

const json = "application/json";

export function isOver(batch: Batch): boolean {
  return batch.state === "done" || batch.state === "cancelled" || batch.state === "failed";
}

export async function listBatches(): Promise<Batch[]> {
  return ((await (await call("/v1/batches")).json()) as { batches: Batch[] }).batches;
}

export async function getBatch(id: string): Promise<Batch> {
  return (await (await call(address(id))).json()) as Batch;
}

/** Begins a batch from JSON alone, or with a list that is sent as the file it is. */
export async function submit(body: string, list: Blob | undefined, key: string): Promise<Batch> {
  const headers = { ...own, "Idempotency-Key": key };
  if (list === undefined) return (await (await call("/v1/batches", { method: "POST", headers: { ...headers, "Content-Type": json }, body })).json()) as Batch;
  const form = new FormData();
  form.append("batch", new Blob([body], { type: json }));
  form.append("list", list);
  return (await (await call("/v1/batches", { method: "POST", headers, body: form })).json()) as Batch;
}

/** Cancels a batch that is being made; removes one that is over. */
export async function stopOrRemove(id: string): Promise<void> {
  await call(address(id), { method: "DELETE", headers: own });
}

/** Makes rows again: with another patch, or with null as they were. */
export async function correct(id: string, rows: Record<string, JsonObject | null>): Promise<Batch> {
  return (await (await post(`${address(id)}/rows`, json, JSON.stringify({ rows }))).json()) as Batch;
}

export async function madeRows(id: string, status: "all" | "failed", after: number, limit: number): Promise<{ rows: MadeRow[]; next?: number }> {
  return (await (await call(`${address(id)}/rows?status=${status}&after=${after}&limit=${limit}`)).json()) as { rows: MadeRow[]; next?: number };
}

function address(id: string): string {
  return `/v1/batches/${encodeURIComponent(id)}`;
}

/** How often a batch is asked for where events do not come through, in ms. */
const beat = 1500;
/** Events that have not begun to come after this many ms are held up on the way. */
const patience = 5000;

/** Tells of a batch until it is over. What is returned ends it. */
export function watch(id: string, tell: (batch: Batch) => void, failed: (error: unknown) => void): () => void {
  let ended = false;
  let timer = 0;
  let source: EventSource | undefined;
  const heard = (batch: Batch): void => {
    if (ended) return;
    tell(batch);
    if (isOver(batch)) stop();
  };
  const stop = (): void => {
    ended = true;
    clearTimeout(timer);
    source?.close();
  };
  const poll = (): void => {
    source?.close();
    source = undefined;
    void getBatch(id).then(heard, (error: unknown) => {
      if (ended) return;
      failed(error);
      if (error instanceof Refused && error.status === 404) stop();
    }).finally(() => {
      clearTimeout(timer);
      if (!ended) timer = window.setTimeout(poll, beat);
    });
  };
  if (typeof EventSource === "undefined") poll();
  else {
    source = new EventSource(`${address(id)}/events`);
    const read = (event: MessageEvent<string>): void => {
      clearTimeout(timer);
      heard(JSON.parse(event.data) as Batch);
    };
    source.addEventListener("progress", read);
    source.addEventListener("end", read);
    source.onerror = () => !ended && poll();
    timer = window.setTimeout(poll, patience);
  }
  return stop;
}

/** How much of a batch is made, in per cent. */
export function percent(batch: Batch): number {
  const { total, done, failed } = batch.counts;
  if (batch.state === "done") return 100;
  return total === 0 ? 0 : Math.floor(((done + failed) / total) * 100);
}

/** Seconds as people say them. */
export function lasting(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.ceil(seconds))} giây`;
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} phút`;
  return `${Math.floor(seconds / 3600)} giờ ${Math.ceil((seconds % 3600) / 60)} phút`;
}

export function bytes(n: number): string {
  const format = (value: number, unit: string): string => `${value.toLocaleString("vi-VN", { maximumFractionDigits: value < 10 ? 1 : 0 })} ${unit}`;
  if (n < 1024) return format(n, "byte");
  return n < 1024 * 1024 ? format(n / 1024, "KB") : format(n / 1024 / 1024, "MB");
}
