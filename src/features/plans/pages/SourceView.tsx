import { memo, useEffect, useRef } from 'react'
import type { At } from '../core/lines.ts'
import type { PlanReview } from '../contract/documents.ts'

type Block = PlanReview['blocks'][number]

/** The text of a document, with the place that is looked at marked and in sight. */
export function SourceView({ blocks, place }: { blocks: readonly Block[]; place: At | null }) {
  const root = useRef<HTMLDivElement>(null)
  const key = place ? [place.block, place.row ?? '', place.column ?? '', place.start].join('.') : ''
  useEffect(() => {
    if (key === '') return
    const here = root.current?.querySelector('mark, .source-here')
    const side = here?.closest('.review-side')
    if (!here || !side) return
    // Only the text moves: the page itself stays where the reader has it.
    const middle = side.getBoundingClientRect().top + side.clientHeight / 2
    side.scrollBy({ top: here.getBoundingClientRect().top - middle, behavior: 'smooth' })
  }, [key])
  return (
    <div className="source" ref={root}>
      {blocks.map((block, index) => (
        <BlockView key={index} block={block} place={place?.block === index ? place : null} />
      ))}
    </div>
  )
}

// Thousands of blocks, of which one changes when another item is looked at.
const BlockView = memo(function BlockView({ block, place }: { block: Block; place: At | null }) {
  if (block.kind === 'table') return <TableView block={block} place={place} />
  const { text, style } = block
  const name = style === undefined ? undefined : 'source-title'
  if (!place) return <p className={name}>{text}</p>
  return (
    <p className={name}>
      {text.slice(0, place.start)}
      <mark>{text.slice(place.start, place.end)}</mark>
      {text.slice(place.end)}
    </p>
  )
})

function TableView({ block, place }: { block: Extract<Block, { kind: 'table' }>; place: At | null }) {
  return (
    <table>
      {block.name === undefined ? null : <caption>{block.name}</caption>}
      <tbody>
        {block.rows.map((cells, row) => (
          <tr key={row} className={place?.row === row ? 'source-row' : undefined}>
            {cells.map((cell, column) => (
              <td key={column} className={place?.row === row && place.column === column ? 'source-here' : undefined}>
                {cell.merged === undefined ? cell.text : null}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
