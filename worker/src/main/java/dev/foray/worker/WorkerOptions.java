package dev.foray.worker;

import dev.foray.protocol.Endpoint;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a worker runs.
 *
 * @param node the id that the fleet gave to the node; empty until the Master has said it
 * @param directory the worker's own: logs of attempts, their working directories
 * @param runnerJars Foray's own jars for chunk-runners
 * @param java the {@code java} executable of chunk-runners
 * @param bind the one address to listen on
 * @param advertise the name or address that the Master dials
 * @param port 0: any free one
 * @param masterlessLimit how long it goes on with neither a Master nor anything to do
 * @param lifeSign the file by which the node's guard knows that this worker lives; null: there is
 *     no guard
 * @param metadata the machine's metadata service, which says when it is about to go; null: it has
 *     none
 */
record WorkerOptions(
    Endpoint master,
    String node,
    int slots,
    Path directory,
    List<Path> runnerJars,
    Path java,
    InetAddress bind,
    String advertise,
    int port,
    Duration masterlessLimit,
    @Nullable Path lifeSign,
    @Nullable URI metadata) {

  /** The same, of that node. */
  WorkerOptions of(String named) {
    return new WorkerOptions(
        master,
        named,
        slots,
        directory,
        runnerJars,
        java,
        bind,
        advertise,
        port,
        masterlessLimit,
        lifeSign,
        metadata);
  }
}
