import { topicsOf } from './details.ts'
import type { FoundProgramme } from '../found.ts'
import { placeOf, rawOf, textOf } from '../lines.ts'
import { strippedName } from './naming.ts'
import { allParts, type Part } from './outline.ts'
import { audienceOf } from './details.ts'
import { bare, likeness, tidy } from './text.ts'

const siblingsMin = 3

/** The list of numbered headings that speaks of the same programmes as the table: the one whose names are most alike. */
function bestList(root: Part, programmes: readonly FoundProgramme[]): readonly Part[] {
  let best: { parts: readonly Part[]; score: number } = { parts: [], score: 0 }
  for (const part of allParts(root)) {
    const parts = part.parts.filter((each) => each.heading !== undefined)
    if (parts.length < Math.min(siblingsMin, programmes.length)) continue
    const score = parts.reduce(
      (sum, each) => sum + Math.max(0, ...programmes.map((programme) => alike(each, programme))),
      0,
    )
    if (score > best.score) best = { parts, score }
  }
  return best.score >= Math.max(1.2, best.parts.length * 0.45) ? best.parts : []
}

const alike = (part: Part, programme: FoundProgramme) =>
  part.heading ? likeness(strippedName(textOf(part.heading)), programme.name) : 0

/** Links each programme of a table to its heading in the text: by likeness first, then by number where the order agrees. */
export function withHeadings(programmes: readonly FoundProgramme[], root: Part): readonly FoundProgramme[] {
  const parts = bestList(root, programmes)
  if (parts.length === 0) return programmes
  const pairs = new Map<FoundProgramme, Part>()
  const taken = new Set<Part>()
  const link = (programme: FoundProgramme, part: Part | undefined) => {
    if (!part || pairs.has(programme) || taken.has(part)) return
    pairs.set(programme, part)
    taken.add(part)
  }
  const ranked = programmes
    .flatMap((programme) =>
      parts.map((part) => ({
        programme,
        part,
        score: alike(part, programme) + (part.value === programme.no ? 0.25 : 0),
      })),
    )
    .filter(({ score }) => score >= 0.6)
    .toSorted((a, b) => b.score - a.score)
  for (const { programme, part } of ranked) link(programme, part)
  if (parts.length === programmes.length)
    for (const programme of programmes)
      link(
        programme,
        parts.find((part) => part.value === programme.no),
      )
  return programmes.map((programme) => joined(programme, pairs.get(programme)))
}

function joined(programme: FoundProgramme, part: Part | undefined): FoundProgramme {
  if (!part?.heading) return programme
  const heading = tidy(rawOf(part.heading).replace(/[。.：:]$/, ''))
  const body = part.body.map(textOf).join('')
  const audience = audienceOf(programme.name, body, programme.audience.words)
  return {
    ...programme,
    heading: bare(heading) === bare(programme.name) ? null : heading,
    headingAt: placeOf(part.heading),
    topicsMin: programme.topicsMin ?? topicsOf(body),
    audience: { ...programme.audience, reserveLevels: audience.reserveLevels },
  }
}
