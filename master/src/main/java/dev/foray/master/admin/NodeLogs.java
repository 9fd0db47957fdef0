package dev.foray.master.admin;

import dev.foray.launch.AttemptLog;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.Node;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.LogPiece;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a node itself has logged: of a local one the file of its worker, also when it is gone; of
 * one elsewhere its console, on which its worker writes too, for as long as that is shown.
 * Thread-safe.
 */
public final class NodeLogs {
  /** Beside the attempts' logs in a local node's directory. */
  private static final String OUTPUT = "worker.log";

  private final Ledger ledger;
  private final Path nodes;
  private final Function<String, Optional<String>> console;

  /**
   * @param nodes the directory with one directory for each local node
   * @param console all that is to be had of a node's console
   */
  public NodeLogs(Ledger ledger, Path nodes, Function<String, Optional<String>> console) {
    this.ledger = ledger;
    this.nodes = nodes;
    this.console = console;
  }

  /**
   * @throws Refused if there is no such node, or nothing to be had of it
   */
  LogPiece read(String name, long offset, int mostBytes) throws Refused {
    Node node = ledger.nodes().find(name).orElseThrow(() -> Missing.node(ledger, name));
    Path file = nodes.resolve(node.id()).resolve(OUTPUT);
    LogPiece piece =
        Files.exists(file)
            ? ofFile(node, file, offset, mostBytes)
            : ofConsole(node, offset, mostBytes);
    return new LogPiece(
        piece.text(), piece.nextOffset(), piece.ended() && node.state().isTerminal());
  }

  private static LogPiece ofFile(Node node, Path file, long offset, int mostBytes) throws Refused {
    try {
      return AttemptLog.at(file).read(offset, mostBytes);
    } catch (IOException e) {
      throw refused("the log of " + node.id() + " can't be read: " + e.getMessage());
    }
  }

  private LogPiece ofConsole(Node node, long offset, int mostBytes) throws Refused {
    byte[] all =
        console
            .apply(node.id())
            .orElseThrow(() -> refused(nothing(node)))
            .getBytes(StandardCharsets.UTF_8);
    int from = (int) Math.min(Math.max(0, offset), all.length);
    int to = Math.min(all.length, from + Math.max(1, mostBytes));
    String text = new String(Arrays.copyOfRange(all, from, to), StandardCharsets.UTF_8);
    return new LogPiece(text, to, to == all.length);
  }

  private static String nothing(Node node) {
    return "there is no log of "
        + node.id()
        + " here, and no console of it is shown: it is "
        + node.state()
        + ", and a console is for about an hour after the end; master node "
        + node.id()
        + " says what is known of it";
  }

  private static Refused refused(String sentence) {
    return new Refused(ExitCode.WRONG_USE, sentence);
  }
}
