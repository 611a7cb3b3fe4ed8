import { useState, type ReactNode } from 'react'
import { Icon } from './icons.tsx'
import { kitWords } from './kit-words.ts'
import './tree.css'
import { useWords } from './words.ts'

/** A node of a tree: its name, what its line says, and what stands below it. */
export type TreeNode = {
  readonly id: string
  readonly name: string
  readonly line: ReactNode
  readonly below: readonly TreeNode[]
}

type TreeProps = {
  label: string
  nodes: readonly TreeNode[]
  /** How many levels are unfolded at first. */ unfolded: number
}

/** A tree whose branches fold. Its lines may hold links: what folds stands beside them, with a name of its own. */
export function Tree({ label, nodes, unfolded }: TreeProps) {
  return (
    <ul className="tree" aria-label={label}>
      {nodes.map((node) => (
        <Branch key={node.id} node={node} unfolded={unfolded} />
      ))}
    </ul>
  )
}

function Branch({ node, unfolded }: { node: TreeNode; unfolded: number }) {
  const t = useWords(kitWords)
  const [open, setOpen] = useState(unfolded > 0)
  const isLeaf = node.below.length === 0
  return (
    <li>
      <div className="tree-line">
        {isLeaf ? (
          <span className="tree-fold" />
        ) : (
          <button
            type="button"
            className="tree-fold"
            aria-expanded={open}
            aria-label={t('tree.below', { name: node.name })}
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? 'chevron-down' : 'chevron-right'} size={14} />
          </button>
        )}
        {node.line}
      </div>
      {open && !isLeaf ? (
        <ul>
          {node.below.map((each) => (
            <Branch key={each.id} node={each} unfolded={unfolded - 1} />
          ))}
        </ul>
      ) : null}
    </li>
  )
}
