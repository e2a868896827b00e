/// The embedded chain for a first try: an anvil process on loopback with the test token and the
/// market deployed, kept in the data folder across restarts and crashes. Its money is worthless and
/// its keys are public by design; nothing here may ever be pointed at a real network.
@NullMarked
package io.p2pcloud.devnet;

import org.jspecify.annotations.NullMarked;
