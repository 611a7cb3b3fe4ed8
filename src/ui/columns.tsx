import { Popover } from 'antd'
import { useState } from 'react'
import { Icon } from './icons.tsx'
import { kitWords } from './kit-words.ts'
import type { Column } from './table.tsx'
import { useWords } from './words.ts'

type Hidden = {
  readonly keys: ReadonlySet<string>
  /** Whether there is anything to choose. */
  readonly offered: boolean
  readonly toggle: (key: string) => void
  /** Puts these columns away, and no others. */
  readonly hide: (keys: readonly string[]) => void
}

function remembered(name: string): readonly string[] | undefined {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(name) ?? 'null')
    return Array.isArray(stored) ? stored.filter((key) => typeof key === 'string') : undefined
  } catch {
    return undefined
  }
}

/** The columns that a person has put away in this table, remembered on this device. */
export function useHiddenColumns<Row>(table: string, columns: readonly Column<Row>[]): Hidden {
  const name = `columns:${location.pathname}:${columns.map((column) => column.key).join()}:${table}`
  const initially = () => new Set(remembered(name) ?? columns.flatMap((column) => (column.hidden ? [column.key] : [])))
  const [keys, setKeys] = useState<ReadonlySet<string>>(initially)
  const hide = (next: readonly string[]) => {
    setKeys(new Set(next))
    try {
      localStorage.setItem(name, JSON.stringify(next))
    } catch {
      // Storage may be closed to us: the choice then lasts as long as the page.
    }
  }
  return {
    keys,
    offered: columns.length > 2,
    toggle: (key) => hide(keys.has(key) ? [...keys].filter((one) => one !== key) : [...keys, key]),
    hide,
  }
}

/** Lets a person choose the columns of a table; the first, which names the row, always stays. */
export function ColumnChooser<Row>({ columns, hidden }: { columns: readonly Column<Row>[]; hidden: Hidden }) {
  const t = useWords(kitWords)
  const boxes = columns.slice(1).map((column) => (
    <label key={column.key} className="check">
      <input type="checkbox" checked={!hidden.keys.has(column.key)} onChange={() => hidden.toggle(column.key)} />
      {column.title}
    </label>
  ))
  return (
    <Popover trigger="click" placement="topRight" content={<div className="stack-tight">{boxes}</div>}>
      <button type="button" className="button button-quiet">
        <Icon name="columns" size={14} />
        {t('columns')}
      </button>
    </Popover>
  )
}
