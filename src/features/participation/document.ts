import { dateIn } from '../../lib/dates.ts'
import { formatHours } from '../../lib/hours.ts'
import type { Tx } from '../../platform/db/db.ts'
import { bulletinDocument } from '../../platform/word/bulletin.ts'
import { exportMark, findBureau } from '../organisations/public.ts'
import { readBulletin } from './commands/reading.ts'
import type { BulletinInFull } from './contract/bulletins.ts'
import type { ParticipationState } from './core/participation.ts'
import { words } from './words.ts'

/** The Word file of a bulletin, from the bureau to the school that sent these people; undefined when there is none. */
export async function drawBulletin(tx: Tx, id: string): Promise<{ name: string; bytes: Buffer } | undefined> {
  const bulletin = await readBulletin(tx, id)
  if (!bulletin) return undefined
  const { organisationName: school, programmeTitle: programme, classTitle: className } = bulletin
  const bytes = await bulletinDocument({
    ...{ school, programme, className, passed: bulletin.passed, held: bulletin.held, attended: bulletin.attended },
    gone: (['no_show', 'dismissed', 'withdrawn'] as const)
      .map((state) => ({ how: words.zh[`state.${state}`], size: peopleIn(bulletin, state) }))
      .filter(({ size }) => size > 0),
    issuer: (await findBureau(tx))?.name ?? '',
    sentOn: dateIn(tx.context.zone, new Date(bulletin.sentAt)),
    mark: (await exportMark(tx))?.line,
    people: bulletin.people.map(({ name, staffNo, held, attended, scoreTenths, state, centihours }) => ({
      ...{ name, staffNo, result: words.zh[`state.${state}`] },
      presence: held === null ? '' : `${attended ?? 0}/${held}`,
      score: scoreTenths === null ? '' : String(scoreTenths / 10),
      hours: centihours === null ? '' : formatHours(centihours),
    })),
  })
  return { name: `${programme}-${school}-参训情况通报.docx`, bytes }
}

const peopleIn = ({ people }: BulletinInFull, state: ParticipationState) =>
  people.filter((one) => one.state === state).length
