/// The contract ABI (Solidity documentation, "Contract ABI Specification"), driven by the JSON that
/// the compiler writes. Decoding is strict and bounded: whatever a node sends either is the one
/// encoding of a value of the declared type, or is refused.
@NullMarked
package io.p2pcloud.chain.abi;

import org.jspecify.annotations.NullMarked;
