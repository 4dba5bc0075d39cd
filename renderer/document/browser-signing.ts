/** Signing a version in a browser; loaded when somebody does. */
import { signVersion, type VersionSigner } from '../../shared/document/versions/sign-version.ts'
import type { ApprovalSignature, ApprovalWords } from '../../shared/model/versions.ts'
import { browserSignatures } from './browser-signatures.ts'

/** As `signVersion`. */
export function signInBrowser(signer: VersionSigner, fingerprint: string, words: ApprovalWords): ApprovalSignature | null {
  return signVersion(browserSignatures, signer, fingerprint, words)
}
