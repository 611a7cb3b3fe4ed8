import { upload } from '../../../platform/web/call.ts'

/** A file that was chosen as evidence, and what it proves; it is stored when the hours are recorded. */
export type ChosenProof = { readonly fileId: string; readonly kind: string; readonly file: File }

/** Stores what was chosen, for the organisation of whom it is about. Storing it again is harmless. */
export async function storeProofs(proofs: readonly ChosenProof[], organisationId: string): Promise<void> {
  for (const { fileId, file } of proofs) {
    const query = new URLSearchParams({ id: fileId, name: file.name, purpose: 'evidence', organisationId })
    await upload(`/files?${query.toString()}`, file)
  }
}
