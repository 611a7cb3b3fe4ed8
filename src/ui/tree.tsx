import type { ReactNode } from 'react'
import './tree.css'

/** A node of a tree: what its line says, and what stands below it. */
export type TreeNode = { readonly id: string; readonly line: ReactNode; readonly below: readonly TreeNode[] }

type TreeProps = {
  label: string
  nodes: readonly TreeNode[]
  /** How many levels are unfolded at first. */ unfolded: number
}

/** A tree whose branches fold; the keyboard opens and closes them as any browser does. */
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
  if (node.below.length === 0)
    return (
      <li className="tree-leaf">
        <div className="tree-line">{node.line}</div>
      </li>
    )
  return (
    <li>
      <details open={unfolded > 0}>
        <summary>
          <div className="tree-line">{node.line}</div>
        </summary>
        <ul>
          {node.below.map((each) => (
            <Branch key={each.id} node={each} unfolded={unfolded - 1} />
          ))}
        </ul>
      </details>
    </li>
  )
}
