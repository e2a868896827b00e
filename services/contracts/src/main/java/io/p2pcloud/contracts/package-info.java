/// The market contract as the compiler left it: ABI, bytecode and the places where libraries are
/// linked in. The Solidity sources, their tests and the rules they follow stand in this module too;
/// nothing here talks to a chain.
@NullMarked
package io.p2pcloud.contracts;

import org.jspecify.annotations.NullMarked;
