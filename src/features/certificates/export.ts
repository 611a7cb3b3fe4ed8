import { exportedAtOnce, listExport } from '../../platform/excel/list-export.ts'
import { mayListCertificates } from './access.ts'
import { CertificatesQuery, type Certificate } from './contract.ts'
import { listCertificates } from './store.ts'
import { words } from './words.ts'

/** The certificates of the list as a workbook. */
export const certificateExport = listExport({
  list: 'certificates',
  title: '证书',
  access: mayListCertificates,
  query: CertificatesQuery.omit({ cursor: true, limit: true }),
  page: (tx, roots, query, after: Certificate | undefined) =>
    listCertificates(tx, roots, { ...query, limit: exportedAtOnce - 1 }, after),
  columns: ({ text, number }) => [
    text('证书编号', 22, (row) => row.number),
    text('姓名', 12, (row) => row.holderName),
    text('学校', 28, (row) => row.schoolName),
    text('项目名称', 36, (row) => row.programmeTitle),
    number('学时', (row) => row.centihours / 100),
    text('结业日期', 12, (row) => row.endedOn),
    text('颁发日期', 12, (row) => row.issuedOn),
    text('状态', 10, (row) => words.zh[`state.${row.state}`]),
  ],
})
