import { PasteButton, PastedLine } from '../features/pastes/parts.tsx'
import { ViewTools } from '../features/views/parts.tsx'
import type { ShownList } from '../ui/list-tools.ts'

function ListTools(list: ShownList) {
  return (
    <>
      <div className="list-tools">
        <ViewTools list={list} />
        <PasteButton list={list} />
      </div>
      <PastedLine />
    </>
  )
}

/** What stands above every list of the console: one's views of it, and what was pasted. */
export const listToolsOf = (list: ShownList) => <ListTools {...list} />
