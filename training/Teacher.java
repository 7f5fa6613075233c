import edu.stanford.nlp.ie.crf.CRFClassifier;
import edu.stanford.nlp.util.Triple;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Names that classifiers of Stanford CoreNLP find, a line of text at a time.
 *
 * <p>Arguments: resources of the classifiers. In: lines of UTF-8 text. Out, for each line: one
 * column a classifier, parted by tabs, of "start,end,LABEL" parted by spaces; offsets count UTF-16
 * units. training/silver.py starts it.
 */
public class Teacher {
  public static void main(String[] arguments) throws Exception {
    List<CRFClassifier<?>> classifiers = new ArrayList<>();
    for (String resource : arguments) {
      classifiers.add(CRFClassifier.getClassifier(resource));
    }
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintWriter out =
        new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), false);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < classifiers.size(); i++) {
        if (i > 0) {
          row.append('\t');
        }
        if (line.isBlank()) {
          continue;
        }
        for (Triple<String, Integer, Integer> name :
            classifiers.get(i).classifyToCharacterOffsets(line)) {
          row.append(name.second()).append(',').append(name.third()).append(',');
          row.append(name.first()).append(' ');
        }
      }
      out.println(row);
      out.flush();
    }
  }
}
