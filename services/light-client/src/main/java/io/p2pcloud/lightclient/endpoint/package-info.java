/// How servers are reached: one request and one bounded answer at a time, within a time limit.
/// Behind an interface, so that a server inside this process (or a lying one in a test) is reached
/// the same way.
@NullMarked
package io.p2pcloud.lightclient.endpoint;

import org.jspecify.annotations.NullMarked;
