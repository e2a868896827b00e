/// gRPC between tenant and provider over mutual TLS. Each side shows a self-signed P-256
/// certificate that its account bound by an EIP-712 signature; the tenant also pins the provider's
/// key to the hash that stands on chain.
@NullMarked
package io.p2pcloud.protocol;

import org.jspecify.annotations.NullMarked;
