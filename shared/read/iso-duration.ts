const form = /^P(?:(\d+)W|(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?)$/i;
const units = [604_800, 86_400, 3600, 60, 1];

/**
 * Seconds of an ISO 8601 duration such as PT12H, PT720M or P0DT12H; undefined for any other text, and for years and
 * months, which last as long as they like. https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreatePermissionSet.html
 */
export function secondsOfIso(written: string): number | undefined {
  const parts = form.exec(written.trim())?.slice(1) ?? [];
  if (parts.every((part) => part === undefined)) return undefined;
  return Math.floor(parts.reduce((sum, part, index) => sum + Number(part ?? 0) * (units[index] ?? 0), 0));
}
