// Nothing: what is measured is Node and what stands before it.
'use strict';
