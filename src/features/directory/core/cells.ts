import { codeBook, nothing, readDate, severalIn, textOf, type Cell } from '../../../lib/lists/cells.ts'
import { schoolKinds, stageCodes } from '../../../lib/population/codes.ts'
import type { Column, Field } from './columns.ts'
import type { Reason } from './reasons.ts'

/** How the kinds of organisations are written in a list. */
export const kindNames = {
  bureau: '教育局',
  county_bureau: '县区教育局',
  town_centre: '乡镇中心学校',
  school: '学校',
  provider: '承训机构',
} as const
export type Kind = keyof typeof kindNames

/** How town and country are written in a list. */
export const settingNames = { urban: '城区', town: '镇区', rural: '乡村' } as const

/** What a row says of an organisation. What is absent is not said: it stays as it is. */
export type Draft = {
  id?: string
  code?: string
  name?: string
  kind?: string
  parentCode?: string
  parentName?: string
  schoolKind?: string
  stages?: readonly string[]
  setting?: string
  openedOn?: string
  closedOn?: string
  address?: string
  phone?: string
}

/** What a row says, and everything that is wrong with it by itself. */
export type ReadRow = { readonly no: number; readonly draft: Draft; readonly reasons: readonly Reason[] }

const books = {
  kind: codeBook(kindNames, {
    中心学校: 'town_centre',
    中心校: 'town_centre',
    学区: 'town_centre',
    学区中心校: 'town_centre',
    乡镇中心校: 'town_centre',
    幼儿园: 'school',
    中小学: 'school',
    培训机构: 'provider',
    机构: 'provider',
    教师进修学校: 'provider',
    高校: 'provider',
    区县教育局: 'county_bureau',
    县教育局: 'county_bureau',
    区教育局: 'county_bureau',
  }),
  schoolKind: codeBook(schoolKinds, {
    完全小学: '211',
    初中: '311',
    九年一贯制: '312',
    九年制学校: '312',
    高中: '342',
    普通高中: '342',
    完全中学: '341',
    十二年一贯制: '345',
    小学教学点: '218',
  }),
  stages: codeBook(stageCodes, {
    幼儿园: '1',
    学前: '1',
    初中: '3',
    高中: '4',
    中职: '6',
    职高: '6',
    特教: 'A',
  }),
  setting: codeBook(settingNames, { 城市: 'urban', 城镇: 'town', 镇: 'town', 农村: 'rural', 乡: 'rural', 村: 'rural' }),
} as const

const nameOfCode: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  kind: kindNames,
  schoolKind: schoolKinds,
  stages: stageCodes,
  setting: settingNames,
}

/** How a code is written in a list. */
export function nameOf(field: 'kind' | 'schoolKind' | 'stages' | 'setting', code: string): string {
  return nameOfCode[field]?.[code] ?? code
}

/** The names that a template offers for a kind of value. */
export function choicesOf(field: Field): readonly string[] {
  // There is one bureau, and it is there before any list.
  return Object.entries(nameOfCode[field] ?? {}).flatMap(([code, name]) => (code === 'bureau' ? [] : [name]))
}

type Wrong = Omit<Reason, 'field'> | undefined

const mostName = 60
const mostText = { address: 120, phone: 40 } as const

/** Reads one row by its columns. */
export function readRow(no: number, cells: readonly Cell[], columns: readonly Column[]): ReadRow {
  const draft: Draft = {}
  const reasons: Reason[] = []
  for (const [index, { field }] of columns.entries()) {
    const cell = cells[index] ?? ''
    if (field === null || field === 'ours' || nothing.test(textOf(cell))) continue
    const wrong = readField(draft, field, cell)
    if (wrong) reasons.push({ field, ...wrong })
  }
  if (draft.openedOn !== undefined && draft.closedOn !== undefined && draft.openedOn > draft.closedOn)
    reasons.push({ code: 'dates_contradict', field: 'closedOn', value: draft.closedOn })
  return { no, draft, reasons }
}

function readField(draft: Draft, field: Field, cell: Cell): Wrong {
  const text = textOf(cell)
  const value = text.slice(0, 40)
  switch (field) {
    case 'name': {
      const name = text.replace(/\s+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s+/g, '')
      if (name.length < 2 || name.length > mostName || /[=@<>{}]/.test(name)) return { code: 'name_malformed', value }
      draft.name = name
      return undefined
    }
    case 'parentName':
      draft.parentName = text.replace(/\s+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s+/g, '').slice(0, mostName)
      return undefined
    case 'code':
    case 'parentCode':
      if (/^\d(?:\.\d+)?e\+\d+$/i.test(text) || (typeof cell === 'number' && !Number.isSafeInteger(cell)))
        return { code: 'code_ruined' }
      if (!/^[^\s=@<>]{1,30}$/.test(text)) return { code: 'code_malformed', value }
      draft[field] = text
      return undefined
    case 'stages': {
      const codes = severalIn(text).map((name) => [name, books.stages(name)] as const)
      const unknown = codes.flatMap(([name, code]) => (code === undefined ? [name] : []))
      if (unknown.length > 0) return { code: 'value_unknown', value: unknown.join('、').slice(0, 40) }
      draft.stages = [...new Set(codes.flatMap(([, code]) => code ?? []))].toSorted()
      return undefined
    }
    case 'kind':
    case 'schoolKind':
    case 'setting': {
      const code = books[field](text)
      if (code === undefined) return { code: 'value_unknown', value }
      draft[field] = code
      return undefined
    }
    case 'openedOn':
    case 'closedOn': {
      const date = readDate(cell)
      if (!date.ok) return date.error
      draft[field] = date.value
      return undefined
    }
    case 'address':
    case 'phone':
      if (text.length > mostText[field]) return { code: 'text_too_long', value: String(mostText[field]) }
      draft[field] = text
      return undefined
    case 'id':
      if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return { code: 'id_unknown', value }
      draft.id = text.toLowerCase()
      return undefined
  }
}
