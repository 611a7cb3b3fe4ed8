import { flawWords } from '../words/layout-flaws.ts'
import { isFullNumber, type Field, type Flaw } from './layout.ts'

export type Tongue = 'zh' | 'en'
type Key = keyof (typeof flawWords)['zh']

function say(tongue: Tongue, key: Key, values: Readonly<Record<string, string>>): string {
  return flawWords[tongue][key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
}

const shapeOf = (tongue: Tongue, asked: string | null) => {
  const key = `shape.${asked ?? ''}`
  return isKey(key) ? flawWords[tongue][key] : ''
}
const isKey = (key: string): key is Key => key in flawWords.zh

/** What is wrong with a cell. */
export function sayFlaw({ code, found, asked }: Flaw, tongue: Tongue): string {
  const bound = code === 'shape' ? shapeOf(tongue, asked) : (asked ?? '')
  return say(tongue, `flaw.${code}`, { found: found ?? '', asked: bound })
}

const where: Readonly<Partial<Record<Field, Key>>> = {
  ...{
    name: 'todo.person',
    staffNo: 'todo.person',
    idNumber: 'todo.person',
    phone: 'todo.person',
    phoneMasked: 'todo.person',
    gender: 'todo.person',
  },
  ...{ stage: 'todo.person', subject: 'todo.person', title: 'todo.person' },
  ...{ school: 'todo.school', schoolCode: 'todo.school', town: 'todo.school' },
  ...{
    hours: 'todo.hours',
    hoursOf: 'todo.hours',
    counted: 'todo.hours',
    cycleCounted: 'todo.hours',
    missing: 'todo.hours',
  },
  ...{ needed: 'todo.asked', cycleNeeded: 'todo.asked', cycleVerdict: 'todo.asked', verdict: 'todo.asked' },
  ...{ share: 'todo.asked', stamp: 'todo.stamp', fixed: 'todo.layout', empty: 'todo.layout' },
}

function todoOf({ code, field }: Flaw): Key {
  if (code === 'code_missing') return 'todo.codes'
  if (code === 'missing') return where[field] ?? 'todo.layout'
  if (code === 'shape' && isFullNumber(field)) return 'todo.person'
  if (code === 'too_large' && where[field] === 'todo.hours') return 'todo.hours'
  return 'todo.bounds'
}

/** What to do about it, and where. */
export function sayTodo(flaw: Flaw, tongue: Tongue): string {
  return say(tongue, todoOf(flaw), {})
}
