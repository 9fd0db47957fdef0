package dev.foray.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.FailureKind;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The pictures, as a browser would read them. */
class DrawingsTest {
  private static Document parsed(Part.Content content) throws Exception {
    Html html = new Html();
    content.write(html);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html.toString())));
  }

  private static List<Element> drawn(Document document, String css) {
    NodeList all = document.getElementsByTagName("*");
    return IntStream.range(0, all.getLength())
        .mapToObj(each -> (Element) all.item(each))
        .filter(each -> each.getAttribute("class").equals(css))
        .toList();
  }

  private static List<Element> texts(Document document, String part) {
    NodeList all = document.getElementsByTagName("text");
    return IntStream.range(0, all.getLength())
        .mapToObj(each -> (Element) all.item(each))
        .filter(each -> each.getTextContent().contains(part))
        .toList();
  }

  private static double number(Element element, String name) {
    return Double.parseDouble(element.getAttribute(name));
  }

  @Test
  void histogramHasABarForEachLengthAsHighAsItsCount() throws Exception {
    Document document = parsed(new Histogram(ReportDraft.durations(20_000))::write);

    List<Element> bars = drawn(document, "bar");
    assertThat(bars).hasSize(5);
    assertThat(bars.get(2).getTextContent().strip()).isEqualTo("20 chunks: 15 s to 20 s");
    assertThat(number(bars.get(2), "height")).isEqualTo(146);
    assertThat(number(bars.get(0), "height")).isEqualTo(14.6);
    assertThat(number(bars.get(0), "width")).isEqualTo(number(bars.get(4), "width"));
    assertThat(bars)
        .extracting(bar -> number(bar, "y") + number(bar, "height"))
        .allSatisfy(ground -> assertThat(ground).isEqualTo(196));
    double top = bars.stream().mapToDouble(bar -> number(bar, "y")).min().orElseThrow();
    assertThat(texts(document, "within"))
        .as("words in rows of their own, above the bars")
        .hasSize(2)
        .allSatisfy(words -> assertThat(number(words, "y")).isLessThan(top))
        .extracting(words -> number(words, "y"))
        .doesNotHaveDuplicates();
    assertThat(drawn(document, "starting"))
        .singleElement()
        .extracting(bar -> bar.getTextContent().strip())
        .isEqualTo("1 chunk: longer than 30 s");
  }

  @Test
  void timelineShowsSlotsAsStepsAndEndsAtTheGround() throws Exception {
    ReportDraft draft = new ReportDraft().then(4, 1);

    Document document = parsed(new Timeline(draft.report())::write);

    String busy = drawn(document, "starting").get(0).getAttribute("d");
    assertThat(busy).startsWith("M44 200V14H87.2V14").endsWith("V153.5H952V200H44Z");
    assertThat(drawn(document, "failed")).isEmpty();
  }

  @Test
  void eachPictureSaysInWordsWhatItShows() throws Exception {
    ReportDraft draft = new ReportDraft().failed(FailureKind.LOST, 1, 1_000, "gone");

    for (Part.Content picture :
        List.<Part.Content>of(
            new Timeline(draft.report())::write,
            new Histogram(ReportDraft.durations(20_000))::write,
            new TimeBars(draft.report().spent())::write)) {
      Document document = parsed(picture);
      Element svg = (Element) document.getElementsByTagName("svg").item(0);
      assertThat(svg.getAttribute("role")).isEqualTo("img");
      assertThat(svg.getAttribute("aria-labelledby").split(" "))
          .hasSize(2)
          .allSatisfy(
              id -> assertThat(byId(document, id).getTextContent()).as(id).hasSizeGreaterThan(10));
    }
  }

  private static Element byId(Document document, String id) {
    NodeList all = document.getElementsByTagName("*");
    return IntStream.range(0, all.getLength())
        .mapToObj(each -> (Element) all.item(each))
        .filter(each -> each.getAttribute("id").equals(id))
        .findFirst()
        .orElseThrow();
  }
}
