import { browserSignatures } from '../../renderer/document/browser-signatures.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { signaturePlatformContract } from './signature-platform.ts'

signaturePlatformContract('Node', nodeSignatures, browserSignatures)
