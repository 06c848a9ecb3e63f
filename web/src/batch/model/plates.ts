// The plates that the office keeps on the server, with the pictures in them.
import { call, own } from "../../app/api.ts";
import type { JsonObject } from "../../app/model/json.ts";

export interface Profile {
  json: JsonObject;
  tag: string;
}

export async function listPlates(): Promise<string[]> {
  return ((await (await call("/v1/plates")).json()) as { plates: { name: string }[] }).plates.map((p) => p.name);
}

export async function getPlate(name: string): Promise<Profile> {
  const answer = await call(address(name));
  return { json: (await answer.json()) as JsonObject, tag: answer.headers.get("ETag") ?? "" };
}

/** Keeps a plate; with the tag it had when it was read, or "" for one that must be new. Returns its new tag. */
export async function putPlate(name: string, json: JsonObject, tag: string): Promise<string> {
  const condition: Record<string, string> = tag === "" ? { "If-None-Match": "*" } : { "If-Match": tag };
  const answer = await call(address(name), {
    method: "PUT", headers: { ...own, "Content-Type": "application/json", ...condition }, body: JSON.stringify({ ...json, name }),
  });
  return answer.headers.get("ETag") ?? "";
}

export async function deletePlate(name: string, tag: string): Promise<void> {
  await call(address(name), { method: "DELETE", headers: { ...own, ...(tag === "" ? {} : { "If-Match": tag }) } });
}

function address(name: string): string {
  return `/v1/plates/${encodeURIComponent(name)}`;
}

/** What the service takes of a picture. */
export const pictureLimit = 8 * 1024 * 1024;

/** A picture as a data URI; words for the clerk where it cannot be one. */
export async function readPicture(file: File): Promise<string> {
  if (!["image/png", "image/jpeg"].includes(file.type)) throw new PictureError("Chỉ nhận ảnh PNG hoặc JPEG.");
  if (file.size > pictureLimit) throw new PictureError(`Ảnh ${(file.size / 1024 / 1024).toFixed(1).replace(".", ",")} MB, quá 8 MB. Giảm kích thước ảnh rồi chọn lại.`);
  return await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new PictureError("Không đọc được tệp ảnh."));
    reader.readAsDataURL(file);
  });
}

export class PictureError extends Error {}

export function platePdf(width: number, height: number): string {
  return `/v1/calibration?width=${width}&height=${height}`;
}
