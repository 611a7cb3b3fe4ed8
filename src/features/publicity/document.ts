import type { Db } from '../../platform/db/db.ts'
import { read } from '../../platform/db/db.ts'
import { publicityDocument } from '../../platform/word/publicity.ts'
import { tellShown } from './commands/telling.ts'

/** The Word file of a notice, with the names as everybody sees them; undefined when there is none. */
export async function drawNotice(db: Db, id: string): Promise<{ name: string; bytes: Buffer } | undefined> {
  const notice = await read(db, (tx) => tellShown(tx, id))
  if (!notice) return undefined
  const { title, organisationName, text, columns, openedOn, endsOn } = notice
  const rows = notice.rows
    .filter(({ struckReason }) => struckReason === null)
    .map(({ name, school, cells }) => [name, school, ...cells])
  const bytes = await publicityDocument({ issuer: organisationName, title, text, columns, rows, openedOn, endsOn })
  return { name: `${title}.docx`, bytes }
}
