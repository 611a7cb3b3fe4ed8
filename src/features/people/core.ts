export {
  checkCharacter,
  maskIdNumber,
  maskPhone,
  readIdNumber,
  readPhone,
  type IdNumber,
  type IdNumberRefusal,
} from '../../lib/identity.ts'
