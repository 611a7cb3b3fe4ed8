import { textOf, type Line } from './cells.ts'
import { columnReader, type Head } from './columns.ts'

/** A column of a list that names people. */
export type NameField = 'name' | 'staffNo'

const reader = columnReader<NameField>(
  ['name', 'staffNo'],
  {
    name: ['姓名', '教师姓名', '教师', 'name'],
    staffNo: ['工号', '编号', '教师编号', '人员编号', 'staffno'],
  },
  'staffNo',
)

/** Finds the head of a list that names people by their staff numbers, with their names beside. */
export const findNamesHead = reader.findHead

/** One row of a list of people: who is meant. */
export type NamedLine = { readonly no: number; readonly name: string; readonly staffNo: string }

/** Who a row names. */
export function readNames({ no, cells }: Line, { columns }: Head<NameField>): NamedLine {
  const said = (field: NameField) => textOf(cells[columns.findIndex((one) => one.field === field)])
  return { no, name: said('name'), staffNo: said('staffNo') }
}

/** Whether two names are the same but for the spaces in them. */
export function isSameName(one: string, other: string): boolean {
  return one.replaceAll(/\s/g, '') === other.replaceAll(/\s/g, '')
}

/** Why a row names nobody who is known. */
export const namingReasons = ['person_unnamed', 'person_unknown', 'name_differs'] as const
export type NamingReason = (typeof namingReasons)[number]

/** Why a row does not name this person, whom its staff number found; undefined when it does. */
export function namingRefusal(
  { staffNo, name }: Pick<NamedLine, 'staffNo' | 'name'>,
  person: { readonly name: string } | undefined,
): NamingReason | undefined {
  if (staffNo === '') return 'person_unnamed'
  if (!person) return 'person_unknown'
  return name !== '' && !isSameName(name, person.name) ? 'name_differs' : undefined
}

const column = (title: string, note: string) => ({ title, width: 18, note, choices: [], binds: false })

/** The columns of a template for such a list. */
export const namesColumns = [column('工号', '必填，按文本填写。'), column('姓名', '填写姓名，用来核对工号。')]
