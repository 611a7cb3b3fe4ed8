/** Who takes a list out, from which bureau, at which moment (an instant of the clock, in which zone). */
export type Taken = { readonly name: string; readonly bureau: string; readonly at: Date; readonly zone: string }

/** The mark that a list bears once it leaves the product: a line to print, and a part for a file's name. */
export type Watermark = { readonly line: string; readonly inName: string }

/**
 * The mark of an export. Where it goes: on Excel files `line` into the page footer and onto a sheet of its own after the
 * list (never into the list: that is read back), `inName` before the extension; on CSV files only `inName`; on Word and
 * PDF papers `line` into the footer of each page.
 */
export function watermarkOf({ name, bureau, at, zone }: Taken): Watermark {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  const moment = clock.format(at)
  return {
    line: `${bureau}　${name}　${moment} 导出，仅限工作使用，请勿外传`,
    inName: `${name}-${moment.replaceAll(/\D/g, '')}`,
  }
}
