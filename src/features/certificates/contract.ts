import { createSelectSchema } from 'drizzle-zod'
import { createRoute, idParam, json, Paging, page, refused, z } from '../../platform/http/openapi.ts'
import { pastedFilter } from '../pastes/public.ts'
import { Batch, mayReverse, mayVerify, Outcomes } from '../credits/public.ts'
import {
  mayArchiveCertificates,
  mayChangeRule,
  mayEndCertificate,
  mayListCertificates,
  mayReadCertificate,
  mayReadOwnCertificates,
  mayReadRule,
  mayVerifyCertificate,
} from './access.ts'
import { certificates, certificateRules, certificateStates } from './tables.ts'

export const Certificate = createSelectSchema(certificates)
  .pick({
    id: true,
    number: true,
    code: true,
    personId: true,
    creditEntryId: true,
    sourceId: true,
    holderName: true,
    organisationId: true,
    schoolName: true,
    programmeTitle: true,
    centihours: true,
    startedOn: true,
    endedOn: true,
    issuedOn: true,
    title: true,
    issuer: true,
    signatory: true,
    state: true,
    stateReason: true,
    supersededBy: true,
  })
  .extend({ stateSince: z.string(), supersededByNumber: z.string().nullable() })
  .openapi('Certificate')
export type Certificate = z.infer<typeof Certificate>

export const CertificatesQuery = Paging.extend({
  ...pastedFilter,
  q: z.string().trim().max(60).default(''),
  state: z.enum(certificateStates).optional(),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  sourceId: z.uuid().optional(),
  personId: z.uuid().optional(),
})
export type CertificatesQuery = z.infer<typeof CertificatesQuery>

export const CertificateRule = createSelectSchema(certificateRules)
  .pick({ pattern: true, title: true, issuer: true, signatory: true, sealFileId: true })
  .extend({
    /** False while the bureau has not chosen its own. */
    chosen: z.boolean(),
    region: z.string(),
    /** The next running number of this year, for the preview. */
    nextSeq: z.int(),
    /** The organisation that a seal image is stored for. */
    bureauId: z.uuid(),
  })
  .openapi('CertificateRule')
export type CertificateRule = z.infer<typeof CertificateRule>

export const RuleChange = z
  .object({
    pattern: z.string().trim().min(3).max(60),
    title: z.string().trim().min(2).max(30),
    issuer: z.string().trim().min(2).max(60),
    signatory: z.string().trim().max(20).default(''),
    sealFileId: z.uuid().nullable().default(null),
  })
  .openapi('CertificateRuleChange')
export type RuleChange = z.infer<typeof RuleChange>

const Reason = z.object({ reason: z.string().trim().min(2).max(200) })
export const Reissue = Reason.extend({ id: z.uuid() }).openapi('CertificateReissue')
export const Revocation = Reason.openapi('CertificateRevocation')
export const Reversal = Reason.extend({ id: z.uuid() }).openapi('CreditReversal')

export const Archive = z
  .object({
    id: z.uuid().optional().describe('The id that the archive will have; asked again with it, it is the same archive'),
    ids: z.array(z.uuid()).min(1).max(2_000),
  })
  .openapi('CertificateArchive')

/** What a stranger with the paper in hand may learn. */
export const CertificateAnswer = z
  .object({
    state: z.enum([...certificateStates, 'unknown']),
    number: z.string(),
    certificate: z
      .object({
        title: z.string(),
        holderName: z.string(),
        schoolName: z.string(),
        programmeTitle: z.string(),
        centihours: z.int(),
        startedOn: z.string().nullable(),
        endedOn: z.string(),
        issuedOn: z.string(),
        issuer: z.string(),
        stateReason: z.string().nullable(),
        /** The day it stopped being genuine. */
        endedStateOn: z.string().nullable(),
        supersededBy: z.string().nullable(),
      })
      .nullable(),
  })
  .openapi('CertificateAnswer')
export type CertificateAnswer = z.infer<typeof CertificateAnswer>

const pdf = { content: { 'application/pdf': { schema: z.string() } }, description: 'The certificate as PDF' }

export const verifyRecordsRoute = createRoute({
  method: 'post',
  path: '/credit-record-verifications',
  operationId: 'verifyCreditRecords',
  tags: ['Credits'],
  summary: 'Verify approved hours: they are posted to the ledger, and certificates are issued for them',
  access: mayVerify,
  request: { body: { ...json(Batch, 'Which records'), required: true } },
  responses: { 200: json(Outcomes, 'What became of each row'), 400: refused, 401: refused, 403: refused },
})

export const reverseEntryRoute = createRoute({
  method: 'post',
  path: '/credit-entries/{entryId}/reversal',
  operationId: 'reverseCreditEntry',
  tags: ['Credits'],
  summary: 'Reverse a wrong entry of the ledger; its certificate is revoked',
  access: mayReverse,
  request: { params: idParam('entryId'), body: { ...json(Reversal, 'Why'), required: true } },
  responses: {
    201: json(z.object({ id: z.uuid(), centihours: z.int() }), 'Reversed'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const listCertificatesRoute = createRoute({
  method: 'get',
  path: '/certificates',
  operationId: 'listCertificates',
  tags: ['Certificates'],
  summary: 'The certificates of your part of the tree, the latest first',
  access: mayListCertificates,
  request: { query: CertificatesQuery },
  responses: { 200: json(page(Certificate), 'A page of certificates'), 400: refused, 403: refused },
})

export const listOwnCertificatesRoute = createRoute({
  method: 'get',
  path: '/my/certificates',
  operationId: 'listOwnCertificates',
  tags: ['Certificates'],
  summary: 'Your own certificates, the latest first',
  access: mayReadOwnCertificates,
  request: { query: Paging },
  responses: { 200: json(page(Certificate), 'A page of certificates'), 400: refused, 401: refused, 403: refused },
})

export const readCertificateRoute = createRoute({
  method: 'get',
  path: '/certificates/{certificateId}',
  operationId: 'readCertificate',
  tags: ['Certificates'],
  summary: 'Read one certificate',
  access: mayReadCertificate,
  request: { params: idParam('certificateId') },
  responses: { 200: json(Certificate, 'The certificate'), 403: refused, 404: refused },
})

export const drawCertificateRoute = createRoute({
  method: 'get',
  path: '/certificates/{certificateId}/document',
  operationId: 'drawCertificate',
  tags: ['Certificates'],
  summary: 'The certificate as PDF, with the code and link that verify it',
  access: mayReadCertificate,
  request: { params: idParam('certificateId') },
  responses: { 200: pdf, 403: refused, 404: refused, 422: refused },
})

export const archiveCertificatesRoute = createRoute({
  method: 'post',
  path: '/certificate-archives',
  operationId: 'archiveCertificates',
  tags: ['Certificates'],
  summary: 'Draw many certificates into one zip, in the background',
  access: mayArchiveCertificates,
  request: { body: { ...json(Archive, 'Which certificates'), required: true } },
  responses: {
    202: json(z.object({ jobId: z.uuid() }), 'Under way'),
    400: refused,
    403: refused,
    409: refused,
    422: refused,
  },
})

export const readRuleRoute = createRoute({
  method: 'get',
  path: '/certificate-rule',
  operationId: 'readCertificateRule',
  tags: ['Certificates'],
  summary: 'How certificates are numbered, signed and sealed',
  access: mayReadRule,
  responses: { 200: json(CertificateRule, 'The rule'), 403: refused },
})

export const changeRuleRoute = createRoute({
  method: 'put',
  path: '/certificate-rule',
  operationId: 'changeCertificateRule',
  tags: ['Certificates'],
  summary: 'Change how certificates are numbered, signed and sealed; issued ones stay as they are',
  access: mayChangeRule,
  request: { body: { ...json(RuleChange, 'The rule'), required: true } },
  responses: { 200: json(CertificateRule, 'The rule'), 400: refused, 403: refused, 404: refused, 422: refused },
})

export const reissueCertificateRoute = createRoute({
  method: 'post',
  path: '/certificates/{certificateId}/reissue',
  operationId: 'reissueCertificate',
  tags: ['Certificates'],
  summary: 'Replace a certificate by one with a new number and today’s name and rule',
  access: mayEndCertificate,
  request: { params: idParam('certificateId'), body: { ...json(Reissue, 'Why'), required: true } },
  responses: { 201: json(Certificate, 'The new certificate'), 400: refused, 403: refused, 404: refused, 409: refused },
})

export const revokeCertificateRoute = createRoute({
  method: 'post',
  path: '/certificates/{certificateId}/revocation',
  operationId: 'revokeCertificate',
  tags: ['Certificates'],
  summary: 'Revoke a certificate',
  access: mayEndCertificate,
  request: { params: idParam('certificateId'), body: { ...json(Revocation, 'Why'), required: true } },
  responses: { 200: json(Certificate, 'Revoked'), 400: refused, 403: refused, 404: refused, 409: refused },
})

export const answerCertificateRoute = createRoute({
  method: 'get',
  path: '/public/certificates/{number}',
  operationId: 'verifyCertificate',
  tags: ['Public'],
  summary: 'Whether a certificate is genuine, by its number and the code on the paper',
  access: mayVerifyCertificate,
  request: {
    params: z.object({ number: z.string().min(1).max(100) }),
    query: z.object({ code: z.string().max(40).default('') }),
  },
  responses: { 200: json(CertificateAnswer, 'What can be said of it'), 400: refused, 429: refused },
})
