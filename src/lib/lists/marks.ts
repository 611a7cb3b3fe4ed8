import { plainTitle } from './columns.ts'

/** How the column of a criterion is headed in a sheet of scores: with its most points. */
export function markTitle(title: string, most: string): string {
  return `${title}（满分 ${most}）`
}

/** What heads such a column when a sheet comes back: the criterion with its most points or without. Titles are read cut to this length. */
export function markHeadings(title: string, most: string): readonly string[] {
  return [title, markTitle(title, most)].map((each) => plainTitle(each.replace(/\s+/g, ' ').trim().slice(0, 60)))
}
