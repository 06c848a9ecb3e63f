// The places of a certificate's fields: the design's own, those of a profile, and what was changed, each over the other.
import { isObject, same, type Json, type JsonObject } from "../../app/model/json.ts";
import { merged } from "./patch.ts";

export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
  size: number;
}

export const fieldNames: Record<string, string> = {
  name: "Họ và tên", position: "Chức vụ, đơn vị", citation: "Thành tích", place_date: "Địa danh, ngày tháng", signer_title: "Chức vụ người ký", signer_name: "Họ tên người ký",
  decision: "Số quyết định", register: "Số sổ vàng", award_by: "Chức danh người tặng", nation: "Quốc hiệu", motto: "Tiêu ngữ", award_word: "Chữ TẶNG", title: "GIẤY KHEN, BẰNG KHEN",
  emblem: "Quốc huy", qr: "Mã QR",
};

/** The fields that stand on a blank sheet already. */
export const printedOnBlank = ["award_by", "nation", "motto", "award_word", "title", "emblem"];

/** The design at A4 in mm and points, as docs/certificates.md has it. */
const design: Record<string, readonly [x: number, y: number, width: number, height: number, size: number]> = {
  nation: [38, 43.3, 221, 6.3, 15],
  motto: [38, 49.6, 221, 7.1, 15],
  award_by: [28, 57.9, 241, 13.8, 17],
  award_word: [98, 71.8, 101, 6.2, 15],
  title: [28, 78, 241, 16.3, 40],
  name: [28, 94.3, 241, 13.4, 24],
  position: [28, 107.7, 241, 9.9, 16],
  citation: [37, 117.6, 223, 20.3, 16],
  place_date: [156, 138.5, 117, 5.8, 14],
  signer_title: [156, 144.3, 117, 17.3, 14],
  signer_name: [156, 181.8, 117, 6.2, 14],
  decision: [24, 172.6, 130, 9.9, 12],
  register: [24, 182.6, 130, 5.4, 12],
  qr: [24, 146, 25, 25, 0],
  emblem: [137.5, 20.6, 22, 22, 0],
};

const a4 = { width: 297, height: 210 };

/** The size of the sheet in mm. */
export function sheetOf(plate: JsonObject): { width: number; height: number } {
  const { width, height } = plate;
  if (typeof width === "number" && typeof height === "number") return { width, height };
  return plate["size"] === "A3" ? { width: 420, height: 297 } : a4;
}

/** A plate as it is used: the profile with what was changed over it. */
export function effective(profile: JsonObject | undefined, changes: JsonObject): JsonObject {
  const { name: _n, photo: _p, emblem_image: _e, ...plate } = profile ?? {};
  // Another size is another sheet: the two ways to say it do not mix.
  if (changes["size"] !== undefined) delete plate["width"], delete plate["height"];
  if (changes["width"] !== undefined) delete plate["size"];
  return merged(plate, changes) as JsonObject;
}

export function isBlank(plate: JsonObject): boolean {
  return plate["blank"] === true;
}

/** Whether a field is printed. */
export function isVisible(plate: JsonObject, key: string): boolean {
  const own = fieldOf(plate, key)["visible"];
  if (typeof own === "boolean") return own;
  if (key === "qr") return plate["verify"] === true;
  return !isBlank(plate) || !printedOnBlank.includes(key);
}

/** Where a field is on the sheet; places of the design grow with it. */
export function placeOf(plate: JsonObject, key: string): Place {
  const { width, height } = sheetOf(plate);
  const [x, y, w, h, size] = design[key] ?? [0, 0, 0, 0, 0];
  const across = width / a4.width;
  const down = height / a4.height;
  const own = fieldOf(plate, key);
  const of = (name: string, otherwise: number, step: number): number => {
    const given = own[name];
    return typeof given === "number" ? given : rounded(otherwise, step);
  };
  return {
    x: of("x", x * across, 0.1), y: of("y", y * down, 0.1), width: of("width", w * across, 0.1), height: of("height", h * down, 0.1),
    size: of("size", size * Math.min(across, down), 0.5),
  };
}

export function fieldOf(plate: JsonObject, key: string): JsonObject {
  const fields = plate["fields"];
  const field = isObject(fields) ? fields[key] : undefined;
  return isObject(field) ? field : {};
}

/** Changes with one more: a value of a field, or of the whole plate where no field is named. */
export function withPlate(changes: JsonObject, key: string, values: JsonObject): JsonObject {
  return (key === "" ? merged(changes, values) : merged(changes, { fields: { [key]: values } })) as JsonObject;
}

/** Changes with a field moved, or everything where no field is named. Steps are tenths of a millimetre, without the dust of sums. */
export function moved(profile: JsonObject | undefined, changes: JsonObject, key: string, dx: number, dy: number): JsonObject {
  const plate = effective(profile, changes);
  if (key === "") {
    const offset = isObject(plate["offset"]) ? plate["offset"] : {};
    const at = (name: string, by: number): number => Math.min(50, Math.max(-50, rounded((Number(offset[name]) || 0) + by, 0.1)));
    return withPlate(changes, "", { offset: { x: at("x", dx), y: at("y", dy) } });
  }
  const place = placeOf(plate, key);
  return withPlate(changes, key, { x: rounded(Math.max(0, place.x + dx), 0.1), y: rounded(Math.max(0, place.y + dy), 0.1) });
}

/** What stays of changes when some have become part of the profile: those made since, which are said over it as they were over the old one. */
export function leftOf(now: JsonObject, saved: JsonObject): JsonObject {
  return same(now, saved) ? {} : now;
}

export function rounded(n: number, step: number): number {
  return Number((Math.round(n / step) * step).toFixed(2));
}

/** The field of a certificate that a part of its document is printed in. */
export function keyOf(pointer: string): string {
  const parts: [string, string][] = [
    ["/recipient/position", "position"], ["/recipient/unit", "position"], ["/recipient", "name"], ["/citation", "citation"], ["/award_by", "award_by"], ["/decision", "decision"],
    ["/register_number", "register"], ["/place", "place_date"], ["/date", "place_date"], ["/signer/name", "signer_name"], ["/signer", "signer_title"], ["/type", "title"],
  ];
  return parts.find(([start]) => pointer === start || pointer.startsWith(start + "/"))?.[1] ?? "";
}

/** Where the crosses of the calibration sheet should be: as plate.Cross has them. */
export function crosses(width: number, height: number): { cross: number; x: number; y: number }[] {
  const inset = Math.max(4, Math.floor((Math.min(width, height) / 7 + 2.5) / 5)) * 5;
  return [1, 2, 3, 4].map((cross) => ({ cross, x: cross % 2 === 0 ? width - inset : inset, y: cross > 2 ? height - inset : inset }));
}

/** What the clerk has measured, as the contract has it; crosses that are not whole are left out. */
export function measuredOf(values: Json | undefined): Map<number, { x: number; y: number }> {
  const out = new Map<number, { x: number; y: number }>();
  for (const m of Array.isArray(values) ? values : []) {
    if (isObject(m) && typeof m["x"] === "number" && typeof m["y"] === "number") out.set(Number(m["cross"]), { x: m["x"], y: m["y"] });
  }
  return out;
}
