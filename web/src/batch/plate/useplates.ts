// The names of the profiles there are, and the one that is used.
import { useEffect, useState } from "preact/hooks";
import { wordsOf } from "../../app/api.ts";
import { getPlate, listPlates, type Profile } from "../model/plates.ts";

export interface Plates {
  names: string[];
  profile: Profile | undefined;
  failed: string;
  /** Takes over a profile that was just kept. */
  put: (name: string, profile: Profile) => void;
  load: () => void;
}

export function usePlates(name: string): Plates {
  const [names, setNames] = useState<string[]>([]);
  const [found, setFound] = useState<{ name: string; profile: Profile } | undefined>(undefined);
  const [failed, setFailed] = useState("");
  const load = (): void => void listPlates().then(setNames, (error: unknown) => setFailed(wordsOf(error)));
  useEffect(load, []);
  useEffect(() => {
    if (name === "" || found?.name === name) return;
    let gone = false;
    setFailed("");
    void getPlate(name).then((profile) => !gone && setFound({ name, profile }), (error: unknown) => !gone && setFailed(wordsOf(error)));
    return () => {
      gone = true;
    };
  }, [name]);
  return {
    names, failed, load, profile: found?.name === name ? found.profile : undefined,
    put: (kept, profile) => {
      setFound({ name: kept, profile });
      setNames((all) => [...new Set([...all, kept])].sort((a, b) => a.localeCompare(b, "vi")));
    },
  };
}
