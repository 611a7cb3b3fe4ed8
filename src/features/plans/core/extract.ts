import type { SourceDocument } from '../../../lib/source.ts'
import { cycleOf, issuerOf, kindOf, yearsOf, type Kind } from './reading/character.ts'
import { warning, warningsOf } from './reading/check.ts'
import { factWarnings, textWarnings } from './reading/facts.ts'
import type {
  FoundActivity,
  FoundDeliverable,
  FoundHourRule,
  FoundMember,
  FoundPerson,
  FoundPhase,
  FoundPolicy,
  FoundProgramme,
  FoundQuota,
  FoundTarget,
  Warning,
} from './found.ts'
import { programmesOfGrid, quotasOfGrid, type ReadGrid } from './reading/grid-programmes.ts'
import { hourRulesIn } from './reading/hour-rules.ts'
import { isGrid, partsOf, textOf, type At, type Grid, type Line } from './lines.ts'
import { clean } from './reading/noise.ts'
import { outline, sentencesOf, type Part, type Sentence } from './reading/outline.ts'
import { activitiesIn, deliverablesIn, leadingGroupIn, personsIn, policiesIn } from './reading/people.ts'
import { phasesIn, phasesOfGrid } from './reading/phases.ts'
import { programmeOfProse } from './reading/prose-details.ts'
import { programmesNamedIn } from './reading/prose-programmes.ts'
import { withHeadings } from './reading/reconcile.ts'
import { segment, type Segment } from './reading/segment.ts'
import { figuresIn } from './reading/figures.ts'
import { likeness, tidy } from './reading/text.ts'

/** One document of a file, read. Every item says where it stands in the source and how sure the reader is. */
export type Document = {
  readonly title: string
  readonly titleAt: At | null
  readonly kind: Kind
  readonly issuer: string | null
  readonly years: readonly number[]
  /** The multi-year cycle that the text names, with the plan's place in it (1 is its first year). */
  readonly cycle: { readonly from: number; readonly to: number; readonly year: number | null } | null
  /** True when the text stops in the middle or has lost its middle: it is then never called complete. */
  readonly truncated: boolean
  readonly programmes: readonly FoundProgramme[]
  readonly targets: readonly FoundTarget[]
  readonly hourRules: readonly FoundHourRule[]
  readonly quotas: readonly FoundQuota[]
  readonly phases: readonly FoundPhase[]
  readonly activities: readonly FoundActivity[]
  readonly leadingGroup: readonly FoundMember[]
  readonly persons: readonly FoundPerson[]
  readonly deliverables: readonly FoundDeliverable[]
  readonly policies: readonly FoundPolicy[]
  readonly warnings: readonly Warning[]
}

/** What the reader makes of a file: its documents in order, and the lines that belonged to a web page and not to them. */
export type PlanExtract = {
  readonly documents: readonly Document[]
  readonly dropped: readonly { readonly at: At; readonly text: string }[]
}

/** Reads every plan in a source document. Pure, deterministic, and never throws: what it cannot read it leaves out. */
export function readPlan(source: SourceDocument): PlanExtract {
  const { parts, dropped } = clean(partsOf(source))
  const segments = segment(parts).filter((each) => each.title !== undefined || each.parts.length > 0)
  const documents = segments.map(documentOf)
  const first = documents[0]
  const notes = first ? fileWarnings(dropped, documents.length) : []
  const noted = documents.map((document, index) =>
    index === 0 ? { ...document, warnings: [...notes, ...document.warnings] } : document,
  )
  return {
    documents: noted,
    dropped: dropped.map((line) => ({ at: { block: line.block, start: 0, end: line.raw.length }, text: line.raw })),
  }
}

function fileWarnings(dropped: readonly Line[], documents: number): readonly Warning[] {
  const noise =
    dropped.length > 0
      ? [
          warning(
            'noise-dropped',
            { block: dropped[0]?.block ?? 0, start: 0, end: dropped[0]?.raw.length ?? 0 },
            `已剔除${String(dropped.length)}行与正文无关的网站文字。`,
            { count: dropped.length },
          ),
        ]
      : []
  const split =
    documents > 1
      ? [warning('collection-split', null, `文件含${String(documents)}份文档，已分别读取。`, { count: documents })]
      : []
  return [...noise, ...split]
}

function documentOf({ title, above, parts }: Segment): Document {
  const root = outline(parts)
  const heading = title ? tidy(`${above?.raw ?? ''}${title.raw}`) : captionOf(parts)
  const narrowTitle = title ? `${above?.text ?? ''}${title.text}` : heading
  const kind = kindOf(narrowTitle, parts)
  const years = yearsOf(narrowTitle, parts)
  const sentences = sentencesOf(root)
  const text = parts.map((part) => (isGrid(part) ? '' : part.text)).join('\n')
  const persons = personsIn(sentences)
  const leadingGroup = leadingGroupIn(sentences)
  const named = [
    ...persons,
    ...leadingGroup.filter((member) => member.personal).map(({ who, ...found }) => ({ ...found, name: who })),
  ]
  const read =
    kind === 'transition-plan' ? nothingToTrain(root, sentences) : trainingIn(root, parts, sentences, kind, years[0])
  const warnings = [...textWarnings(narrowTitle, kind, parts, root, named), ...read.warnings]
  return {
    title: heading,
    titleAt: title ? { block: title.block, start: 0, end: title.raw.length } : null,
    kind,
    issuer: issuerOf(narrowTitle, parts),
    years,
    cycle: cycleOf(text, years),
    truncated: warnings.some((each) => each.code === 'truncated' || each.code === 'lost-middle'),
    ...read.lists,
    leadingGroup,
    persons,
    deliverables: deliverablesIn(sentences),
    policies: policiesIn(sentences),
    warnings,
  }
}

// A spreadsheet's title stands in its first row or on its tab.
function captionOf(parts: readonly (Line | Grid)[]): string {
  const grid = parts.find(isGrid)
  const first = grid?.rows.find((row) => row.some((cell) => cell.text !== '')) ?? []
  const texts = new Set(first.map((cell) => cell.text).filter((text) => text !== ''))
  return texts.size === 1 ? tidy([...texts][0] ?? '') : (grid?.name ?? '')
}

type Lists = Pick<Document, 'programmes' | 'targets' | 'hourRules' | 'quotas' | 'phases' | 'activities'>
type Read = { readonly lists: Lists; readonly warnings: readonly Warning[] }

function nothingToTrain(root: Part, sentences: readonly Sentence[]): Read {
  const activities = activitiesIn(root)
  const note = warning(
    'not-teacher-training',
    activities[0]?.at ?? null,
    `这是面向儿童的衔接活动方案：${String(activities.length)}项活动不计教师培训学时。`,
    { count: activities.length },
  )
  return {
    lists: { programmes: [], targets: [], hourRules: [], quotas: [], phases: [], activities },
    warnings: sentences.length > 0 ? [note] : [],
  }
}

function trainingIn(
  root: Part,
  parts: readonly (Line | Grid)[],
  sentences: readonly Sentence[],
  kind: Kind,
  year: number | undefined,
): Read {
  const grids = parts.filter(isGrid)
  const read = grids.flatMap((grid): readonly (readonly [Grid, ReadGrid])[] => {
    const found = programmesOfGrid(grid)
    return found ? [[grid, found]] : []
  })
  const listed = read.flatMap(([, found]) => found.programmes)
  const programmes = listed.length > 0 ? besideTable(listed, root) : programmesNamedIn(root).map(programmeOfProse)
  const figures = figuresIn(sentences.filter(isOwnFigure), { reports: kind === 'work-summary' })
  const lists: Lists = {
    programmes,
    targets: figures.targets,
    hourRules: hourRulesIn(sentences),
    quotas: [...figures.quotas, ...grids.flatMap(quotasOfGrid)],
    phases: [...phasesIn(root, year), ...grids.flatMap((grid) => phasesOfGrid(grid, year))],
    activities: [],
  }
  const places = read.some(([, found]) => found.hasPlaceColumn)
  return { lists, warnings: [...factWarnings(sentences, programmes, read), ...warningsOf(lists, places)] }
}

// A table that the text's own list of programmes knows nothing of is not the whole plan: the headings count as well.
function besideTable(listed: readonly FoundProgramme[], root: Part): readonly FoundProgramme[] {
  const linked = withHeadings(listed, root)
  if (linked.some((programme) => programme.headingAt !== null)) return linked
  const others = programmesNamedIn(root).filter(
    ({ why, name }) => why === 'heading' && !linked.some((programme) => likeness(programme.name, name) >= 0.55),
  )
  return [...linked, ...others.map(programmeOfProse)]
}

const isOwnFigure = ({ span }: Sentence) => !/^\s*(?:地址|邮编|电话|联系)/.test(textOf(span))
