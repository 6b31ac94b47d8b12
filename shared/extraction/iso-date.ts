/** Unix time in seconds or milliseconds (number or digits) → ISO date and time; any other text as it is. Undefined when it is no date of this century. */
export function isoDate(found: unknown): string | undefined {
  if (typeof found === 'string' && !/^\d{10}(?:\d{3})?$/.test(found)) return found || undefined;
  const unix = Number(found);
  const ms = unix < 1e11 ? unix * 1000 : unix;
  return ms > 946_684_800_000 && ms < 4_102_444_800_000 ? new Date(ms).toISOString() : undefined;
}
