package dev.foray.fakeec2.machine;

import java.nio.file.Path;
import java.util.List;

/**
 * What was done to the image from which machines start. Each machine does it anew before its user
 * data, as there are no images that could be kept. Immutable.
 *
 * @param script of sh, run as root in {@code /root}, without a network; where it fails, the machine
 *     does not come up
 * @param files of the host, which lie in {@code /root} meanwhile and afterwards
 */
public record ImageWork(String script, List<Path> files) {
  static final ImageWork NONE = new ImageWork("", List.of());

  public ImageWork {
    files = List.copyOf(files);
  }
}
