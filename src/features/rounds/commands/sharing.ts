import type { WideLimit } from '../../../lib/matching/bounds.ts'
import type { Block, MatchPerson, MatchProgramme } from '../../../lib/matching/rules.ts'
import type { Pin } from '../../../lib/matching/selection.ts'
import { sharedBlocks, sharedId, sharedLimits, withKinds, type SharedKind } from '../../../lib/matching/sharing.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { sharingOf, type Sharing } from '../../quotas/public.ts'
import type { Method } from '../core/method.ts'
import { cutTo, matchBlock, type RoundProgrammeRules } from '../core/rules.ts'
import type { ApplicantFacts } from '../store/applicants.ts'
import { loadProgrammes } from '../store/rounds.ts'

/** Those who take part as the matching knows them, and what was decided of them by hand. */
type People = {
  readonly facts: readonly Pick<ApplicantFacts, 'personId' | 'code' | 'choices'>[]
  readonly people: readonly MatchPerson[]
  readonly pins: readonly Pin[]
}

/** The places of a round as they can be given now. `unshared` are programmes whose quotas no rule of the matching can say. */
export type SharedOut = {
  readonly programmes: readonly MatchProgramme[]
  readonly people: readonly MatchPerson[]
  readonly pins: readonly Pin[]
  readonly limits: readonly WideLimit[]
  readonly unshared: readonly string[]
}

/**
 * The places of each programme as they can be given: no more than are free, and shared out by its quotas where it has any.
 * Whoever is placed by hand takes theirs of the quotas first.
 */
export async function shareOut(
  tx: Tx,
  method: Method,
  rules: readonly RoundProgrammeRules[],
  { facts, people, pins }: People,
): Promise<SharedOut> {
  const programmes = await loadProgrammes(
    tx,
    rules.map(({ programmeId }) => programmeId),
  )
  let out: SharedOut = { programmes: [], people, pins, limits: [], unshared: [] }
  for (const { programmeId, blocks: written } of rules) {
    const programme = programmes.get(programmeId)
    const blocks = cutTo(written.map(matchBlock), programme?.placesFree ?? null)
    const sharing = programme?.hasQuotas ? await sharingIn(tx, programme, out.pins, facts) : undefined
    const next = sharing ? shareOne(out, method, { id: programmeId, blocks }, sharing) : undefined
    const isUnshared = sharing === null || (sharing !== undefined && next === undefined)
    out = next ?? {
      ...{ ...out, programmes: [...out.programmes, { id: programmeId, blocks }] },
      unshared: isUnshared ? [...out.unshared, programmeId] : out.unshared,
    }
  }
  return out
}

/** The quotas of a programme, with those who take part by the codes that stand for them. */
async function sharingIn(
  tx: Tx,
  programme: { readonly id: string; readonly placesMax: number | null },
  pins: readonly Pin[],
  facts: People['facts'],
): Promise<Sharing | null | undefined> {
  const codes = new Map(facts.map(({ personId, code }) => [personId, code]))
  const people = new Map(facts.map(({ personId, code }) => [code, personId]))
  const asking = facts.filter(({ choices }) => choices.includes(programme.id)).map(({ personId }) => personId)
  const byHand = pins.flatMap(({ person, programme: at }) => (at === programme.id ? [people.get(person) ?? ''] : []))
  const found = await sharingOf(tx, programme, asking, byHand)
  if (!found) return found
  const named = (meant: ReadonlySet<string>) => new Set([...meant].map((id) => codes.get(id) ?? ''))
  return {
    kinds: found.kinds.map((kind): SharedKind => ({
      ...{ ...kind, meant: named(kind.meant) },
      caps: kind.caps.map((cap) => ({ ...cap, meant: named(cap.meant) })),
    })),
    given: new Map([...found.given].map(([id, kind]) => [codes.get(id) ?? '', kind])),
  }
}

type Programme = { readonly id: string; readonly blocks: readonly Block[] }

function shareOne(
  out: SharedOut,
  method: Method,
  { id, blocks }: Programme,
  { kinds, given }: Sharing,
): SharedOut | undefined {
  const chose = ({ choices }: MatchPerson) => choices.some(({ programme }) => programme === id)
  const people = out.people.map((person) => (chose(person) ? withKinds(person, kinds, blocks) : person))
  if (method === 'optimal') {
    const asking = out.people.filter(chose).map((person) => person.id)
    const limits = sharedLimits(id, kinds, asking)
    if (!limits) return undefined
    return { ...out, people, programmes: [...out.programmes, { id, blocks }], limits: [...out.limits, ...limits] }
  }
  const shared = sharedBlocks(blocks, kinds, given)
  const [written] = blocks
  if (!shared || !written) return undefined
  const pins = out.pins.map((pin) => {
    const kind = pin.programme === id ? given.get(pin.person) : undefined
    return kind === undefined ? pin : { ...pin, block: sharedId(written.id, kind) }
  })
  return { ...out, people, pins, programmes: [...out.programmes, { id, blocks: shared }] }
}
