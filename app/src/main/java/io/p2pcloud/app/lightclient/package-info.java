/// The light client's commands: they read options, open a client and print its reports. What the
/// reports say is decided in the light client's own module.
@NullMarked
package io.p2pcloud.app.lightclient;

import org.jspecify.annotations.NullMarked;
