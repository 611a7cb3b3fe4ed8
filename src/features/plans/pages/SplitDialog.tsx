import { useForm } from 'react-hook-form'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { useWords } from '../../../ui/words.ts'
import { words } from '../words.ts'
import { reviewWords } from '../words/review.ts'
import { nameOf, pieceOf, type Content } from './items.ts'

type SplitDialogProps = {
  content: Content
  onSplit: (into: Content[]) => void
  onClose: () => void
  pending: boolean
  problem: unknown
}

/** Cuts one item into several: a name a line, everything else copied. */
export function SplitDialog({ content, onSplit, onClose, pending, problem }: SplitDialogProps) {
  const t = useWords(reviewWords)
  const name = nameOf(content)
  const form = useForm({ defaultValues: { names: `${name}\n${name}` } })
  return (
    <Dialog title={t('split.title')} open onClose={onClose}>
      <Form
        form={form}
        submit={t('split')}
        pending={pending}
        problem={problem}
        words={words}
        onCancel={onClose}
        onSubmit={({ names }) => {
          const listed = names.split('\n').map((line) => line.trim())
          onSplit(listed.filter((line) => line !== '').map((line, place) => pieceOf(content, line, place)))
        }}
      >
        <TextArea
          control={form.control}
          name="names"
          label={t('split.names')}
          hint={t('split.hint')}
          rows={5}
          required
        />
      </Form>
    </Dialog>
  )
}
