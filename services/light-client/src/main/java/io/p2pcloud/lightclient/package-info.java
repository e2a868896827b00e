/// A light client for Ethereum-like chains: follows a chain from a checkpoint through servers that
/// are not trusted, and proves accounts, storage, receipts and headers against it. A library of its
/// own; it depends on a BLS binding and the shared values only.
@NullMarked
package io.p2pcloud.lightclient;

import org.jspecify.annotations.NullMarked;
