/// Keys and what is kept under them: secp256k1 signing, the folder of encrypted key files, EIP-712
/// digests and the vault from which disk keys are derived. No network, no chain: what a signature
/// is for is the caller's business.
@NullMarked
package io.p2pcloud.wallet;

import org.jspecify.annotations.NullMarked;
