// Dates as people write them.

export interface DateParts {
  day: string;
  month: string;
  year: string;
}

/**
 * What a text says of a date, as it was written: 5/4/2026, 5-4-2026, 05.04.2026, 2026-04-05, “ngày 05 tháng 4 năm 2026”. Day, or day and month, may be absent, and are
 * "" then; undefined is no date. Whether the calendar has it is not asked.
 */
export function datePartsOf(text: string): DateParts | undefined {
  const words = text.normalize("NFC").trim().replace(/^(?:(?:ngày\s+)?(\d{1,2})\s+)?tháng\s+(\d{1,2})\s+năm\s+(\d{4})$/i, (_, day: string | undefined, month: string, year: string) => [day, month, year].filter(Boolean).join("/"));
  const [, year = "", month = "", day = ""] = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(words) ?? [];
  if (year !== "") return { day, month, year };
  const found = /^(?:(?:(\d{1,2})[/.\- ])?(\d{1,2})[/.\- ])?(\d{4})$/.exec(words);
  return found === null ? undefined : { day: found[1] ?? "", month: found[2] ?? "", year: found[3] ?? "" };
}
