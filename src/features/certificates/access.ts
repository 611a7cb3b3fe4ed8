import { anyone, held, over, overOrOwn, ownPerson } from '../../lib/access.ts'

const readers = ['bureau_officer', 'town_officer', 'school_registrar', 'principal', 'hours_officer', 'auditor'] as const

/** Who may list certificates, each over their part of the tree. */
export const mayListCertificates = held(...readers)

/** Who may open one certificate; people always may open their own. */
export const mayReadCertificate = overOrOwn('certificateId', ...readers)

/** A person's own certificates. */
export const mayReadOwnCertificates = ownPerson

/** Who may fetch many certificates as one archive. */
export const mayArchiveCertificates = held(
  'bureau_officer',
  'hours_officer',
  'town_officer',
  'school_registrar',
  'principal',
)

/** Who may see how certificates are numbered and signed, and who may change it. */
export const mayReadRule = held('bureau_officer', 'hours_officer', 'system_admin', 'auditor')
export const mayChangeRule = held('bureau_officer', 'hours_officer')

/** Who may replace or revoke a certificate. */
export const mayEndCertificate = over('certificateId', 'bureau_officer', 'hours_officer')

/** A stranger with the paper in hand. */
export const mayVerifyCertificate = anyone
