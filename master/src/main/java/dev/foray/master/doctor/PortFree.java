package dev.foray.master.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A port on which the Master listens: free, or held by the Master of this data directory.
 *
 * @param setting by which it is said
 * @param address on which it listens
 * @param port 0: any free one
 * @param published the file in which a Master that runs says where it listens
 */
public record PortFree(String setting, InetAddress address, int port, Path published)
    implements Check {

  @Override
  public String subject() {
    return setting;
  }

  @Override
  public Finding look() {
    String place = address.getHostAddress() + ":" + port;
    if (port == 0) {
      return Finding.ok(subject(), "any free one on " + address.getHostAddress());
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
      return Finding.ok(subject(), place + " is free");
    } catch (IOException e) {
      return isOurs()
          ? Finding.ok(subject(), place + " is held by the Master of this data directory")
          : Finding.fault(
              subject(),
              place + " can't be opened (" + e.getMessage() + ")",
              "choose another one with --"
                  + setting
                  + ", end what holds it, or correct --bind if that is no address of this host");
    }
  }

  private boolean isOurs() {
    try {
      List<String> lines = Files.isReadable(published) ? Files.readAllLines(published) : List.of();
      return lines.stream().anyMatch(line -> line.endsWith(":" + port));
    } catch (IOException e) {
      return false;
    }
  }
}
