@NullMarked
package io.p2pcloud.lightclient.endpoint;

import org.jspecify.annotations.NullMarked;
